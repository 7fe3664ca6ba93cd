-- Whom bills are paid to. Amounts are the limits the providers publish; they change now and then.

create table biller (
  bill_type      text    not null check (bill_type in ('electricity', 'airtime')),
  code           text    not null check (code ~ '^[a-z0-9][a-z0-9_-]{1,31}$'),
  name           text    not null,
  region         text    not null,
  active         boolean not null default true,
  takes_prepaid  boolean not null,
  takes_postpaid boolean not null,
  minimum_kobo   bigint  not null check (minimum_kobo > 0),
  maximum_kobo   bigint  not null check (maximum_kobo >= minimum_kobo and maximum_kobo <= 100000000000),
  primary key (bill_type, code),
  check ((bill_type = 'electricity') = (takes_prepaid or takes_postpaid))
);

insert into biller (bill_type, code, name, region, takes_prepaid, takes_postpaid, minimum_kobo, maximum_kobo) values
  ('electricity', 'ekedc',   'Eko Electricity (EKEDC)',           'Lagos south, Agbara',                       true, true, 1000 * 100,   500000 * 100),
  ('electricity', 'ikedc',   'Ikeja Electric (IKEDC)',            'Lagos north',                               true, true,  500 * 100,   400000 * 100),
  ('electricity', 'aedc',    'Abuja Electricity (AEDC)',          'FCT, Kogi, Nasarawa, Niger',                true, true,  500 * 100,  1000000 * 100),
  ('electricity', 'ibedc',   'Ibadan Electricity (IBEDC)',        'Oyo, Ogun, Osun, Kwara, parts of Niger, Ekiti, Kogi', true, true, 2000 * 100, 500000 * 100),
  ('electricity', 'kedco',   'Kano Electricity (KEDCO)',          'Kano, Jigawa, Katsina',                     true, true,  500 * 100,   500000 * 100),
  ('electricity', 'phed',    'Port Harcourt Electricity (PHED)',  'Akwa Ibom, Bayelsa, Cross River, Rivers',   true, true,  100 * 100, 10000000 * 100::bigint),
  ('electricity', 'jed',     'Jos Electricity (JED)',             'Bauchi, Benue, Gombe, Plateau',             true, true, 1000 * 100,   500000 * 100),
  ('electricity', 'kaedco',  'Kaduna Electric (KAEDCO)',          'Kaduna, Kebbi, Sokoto, Zamfara',            true, true, 1100 * 100,   100000 * 100),
  ('electricity', 'eedc',    'Enugu Electricity (EEDC)',          'Abia (without the Aba ring), Anambra, Ebonyi, Enugu, Imo', true, true, 1000 * 100, 500000 * 100),
  ('electricity', 'bedc',    'Benin Electricity (BEDC)',          'Delta, Edo, Ekiti, Ondo',                   true, true,  500 * 100,   500000 * 100),
  ('electricity', 'yedc',    'Yola Electricity (YEDC)',           'Adamawa, Borno, Taraba, Yobe',              true, true,  500 * 100,   500000 * 100),
  ('electricity', 'aba',     'Aba Power (APLE)',                  'Aba ring-fence, Abia',                      true, true,   10 * 100,   400000 * 100),
  ('airtime',     'mtn',     'MTN',                               'Nigeria',                                   false, false,  50 * 100,    50000 * 100),
  ('airtime',     'airtel',  'Airtel',                            'Nigeria',                                   false, false,  50 * 100,    50000 * 100),
  ('airtime',     'glo',     'Glo',                               'Nigeria',                                   false, false,  50 * 100,    50000 * 100),
  ('airtime',     '9mobile', '9mobile (T2)',                      'Nigeria',                                   false, false,  50 * 100,    50000 * 100);
